import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findChromium } from '../../src/browser/chromium.ts';

let folder: string;
let programs: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secpaid-chromium-test-'));
  programs = join(folder, 'bin');
  mkdirSync(programs);
  writeFileSync(join(programs, 'chromium-browser'), '');
  chmodSync(join(programs, 'chromium-browser'), 0o755);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('the Chromium of PATH is found by any of its names', () => {
  expect(findChromium({ PATH: ['/nowhere', programs].join(delimiter) })).toBe(
    join(programs, 'chromium-browser'),
  );
});

test('CHROMIUM_PATH comes first', () => {
  expect(findChromium({ PATH: programs, CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
});

test('no Chromium is no error', () => {
  expect(findChromium({ PATH: folder })).toBeUndefined();
});

test('a CHROMIUM_PATH that cannot be run is an error that names it', () => {
  expect(() => findChromium({ PATH: programs, CHROMIUM_PATH: join(folder, 'none') })).toThrow(
    /CHROMIUM_PATH is ".*none"/,
  );
});
