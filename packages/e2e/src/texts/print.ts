import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../system/paths.ts';
import { readDefinitions } from './definitions.ts';
import { textsDocument } from './document.ts';
import { fieldsDocument } from './fields.ts';
import { parityDocument } from './parity.ts';
import { readSentences } from './sentences.ts';

/* `npm run texts`: writes docs/texts.md, docs/fields.md and docs/parity.md, or all into the folder that an argument names. */

const folder = process.argv[2] ?? join(workspaceRoot(), 'docs');
writeFileSync(join(folder, 'fields.md'), fieldsDocument());
const definitions = await readDefinitions();
writeFileSync(join(folder, 'texts.md'), textsDocument(definitions, readSentences()));
writeFileSync(join(folder, 'parity.md'), parityDocument(definitions));
