import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { guide } from './guide.ts';
import { inputsOf, STEPS } from './steps.ts';

const COMMANDS = join(__dirname, '../node_modules/zapier-platform-cli/src/oclif/commands');

/** The names of Zapier's checks in a text. */
const checksIn = (text: string): string[] => [...new Set(text.match(/\b[DT]\d{3}\b/g))].sort();

describe('docs/zapier.md', () => {
  it('names the checks that tests here are named after, and no others', () => {
    const tests = ['definition.test.ts', 'every-step.test.ts'].map((file) =>
      readFileSync(join(__dirname, file), 'utf8'),
    );
    const table =
      guide
        .split('### Zapier’s checks')[1]
        ?.match(/^\|.*$/gm)
        ?.join('\n') ?? '';
    expect(checksIn(table)).toEqual(checksIn(tests.join('\n')));
  });

  it('names commands of zapier-platform that there are', () => {
    const commands = [...guide.matchAll(/zapier-platform ([a-z]+)(?::([a-z]+))?/g)];
    expect(commands.length).toBeGreaterThan(10);
    for (const [named, topic = '', command = ''] of commands) {
      const path = join(COMMANDS, topic, command);
      expect([named, existsSync(path) || existsSync(`${path}.js`)]).toEqual([named, true]);
    }
  });

  it('invokes steps that there are, with fields that they have', () => {
    const examples = [
      ...guide.matchAll(/invoke (trigger|search|create) (\w+) --non-interactive -i '(.+)'$/gm),
    ];
    expect(examples.length).toBeGreaterThan(3);
    for (const [, kind, key, input = ''] of examples) {
      const step = STEPS.find((one) => one.kind === kind && one.key === key);
      expect([key, step?.key]).toEqual([key, key]);
      const fields = step ? inputsOf(step).map((field) => field.key) : [];
      expect(fields).toEqual(expect.arrayContaining(Object.keys(JSON.parse(input) as object)));
    }
  });

  it('describes every step', () => {
    for (const { display } of STEPS) expect(guide).toContain(`**${display.label}**`);
  });
});
