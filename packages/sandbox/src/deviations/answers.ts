import { withVerdict } from '../wire/envelope.ts';
import { choice, kind, type DeviationKind } from './setting.ts';

/** Answers whose envelope is written in another way than documented. */
export const answerDeviations = {
  'envelope-spelled': kind(
    'The verdict is written in another form',
    {
      code: choice('ResponseCode', ['text', 'number', 'boolean']),
      result: choice('Result', ['True', 'true', 'boolean']),
    },
    ({ code, result }) => ({
      answer: (answer) =>
        withVerdict(answer, (yes) => ({
          ResponseCode: codes[code](yes),
          Result: results[result](yes),
        })),
    }),
  ),

  bom: kind('The JSON starts with a byte order mark', {}, () => ({
    answer: (answer) => ({ ...answer, body: `\uFEFF${answer.body}` }),
  })),
} satisfies Record<string, DeviationKind>;

const codes = {
  text: (yes: boolean): unknown => (yes ? '1' : '0'),
  number: (yes: boolean): unknown => (yes ? 1 : 0),
  boolean: (yes: boolean): unknown => yes,
};

const results = {
  True: (yes: boolean): unknown => (yes ? 'True' : 'False'),
  true: (yes: boolean): unknown => String(yes),
  boolean: (yes: boolean): unknown => yes,
};
