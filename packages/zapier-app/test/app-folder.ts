import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Lays an app folder out as Zapier's commands expect it, so that they write nothing into the package itself. */
export function layOutApp(source: string, target: string): void {
  mkdirSync(target);
  cpSync(join(source, 'package.json'), join(target, 'package.json'));
  symlinkSync(join(source, 'node_modules'), join(target, 'node_modules'));
}
