import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../system/paths.ts';
import { readDefinitions } from './definitions.ts';
import { textsDocument } from './document.ts';
import { fieldsDocument } from './fields.ts';
import { readSentences } from './sentences.ts';

/* `npm run texts`: writes docs/texts.md and docs/fields.md, or both into the folder that an argument names. */

const folder = process.argv[2] ?? join(workspaceRoot(), 'docs');
writeFileSync(join(folder, 'fields.md'), fieldsDocument());
writeFileSync(join(folder, 'texts.md'), textsDocument(await readDefinitions(), readSentences()));
