import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../system/paths.ts';
import { readDefinitions } from './definitions.ts';
import { textsDocument } from './document.ts';
import { readSentences } from './sentences.ts';

/* `npm run texts`: writes docs/texts.md, or the file that an argument names. */

const file = process.argv[2] ?? join(workspaceRoot(), 'docs', 'texts.md');
writeFileSync(file, textsDocument(await readDefinitions(), readSentences()));
