/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import '../no-waiting.ts';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ErrorKind, SecPaidError } from '@secpaid/core';
import {
  type ICredentialDataDecryptedObject,
  NodeApiError,
  NodeOperationError,
  UserError,
} from 'n8n-workflow';
import type { Fault, Sandbox } from '../../../sandbox/src/index.ts';
import { SecPaidApi } from '../../credentials/SecPaidApi.credentials';
import { toNodeError } from '../../nodes/SecPaid/shared/node-error';
import { transportOver } from '../../nodes/SecPaid/shared/transport';
import { executeSecPaid } from './sec-paid-in-n8n.ts';
import { credentialOf, failureOf, openSandbox, sentencesOf, TOKEN } from '../support.ts';
import { TriggerInN8n } from '../trigger/trigger-in-n8n.ts';

let sandbox: Sandbox;
let elsewhere: Sandbox;

beforeEach(async () => {
  [sandbox, elsewhere] = await Promise.all([openSandbox(), openSandbox()]);
});
afterEach(() => Promise.all([sandbox.close(), elsewhere.close()]));

type Fail = (credential: ICredentialDataDecryptedObject) => Promise<Error>;

const pathsToFail: [string, Fail][] = [
  ['the trigger', pollToFail],
  ['“Fetch Test Event”', (credential) => failureOf(() => triggerWith(credential).fetchTestEvent())],
  ['the SecPaid node', (credential) => failureOf(() => executeSecPaid({ credential }))],
];

function triggerWith(credential: ICredentialDataDecryptedObject): TriggerInN8n {
  const trigger = new TriggerInN8n(sandbox);
  trigger.credential = credential;
  return trigger;
}

function pollToFail(credential: ICredentialDataDecryptedObject): Promise<Error> {
  return failureOf(triggerWith(credential).start());
}

function expectNoToken(failure: Error): void {
  const shown = [
    sentencesOf(failure),
    JSON.stringify(failure),
    failure.stack,
    inspect(failure, { depth: 9 }),
  ];
  for (const text of shown) expect(text ?? '').not.toContain(TOKEN);
}

describe.each(pathsToFail)('%s', (_, fail) => {
  it.each<[Fault, string, number | undefined]>([
    [{ kind: '401' }, 'SecPaid refused the API token. Copy it again from Settings → API & Integrations', 401],
    [{ kind: '429' }, 'SecPaid’s limit of 60 requests a minute is used up. Wait a minute', 429],
    [
      { kind: '500' },
      'SecPaid cannot answer at the moment (HTTP 500). Nothing is lost: try again later.',
      500,
    ],
    [
      { kind: '503' },
      'SecPaid cannot answer at the moment (HTTP 503). Nothing is lost: try again later.',
      503,
    ],
    [{ kind: 'html' }, 'SecPaid answered with a web page instead of data.', 200],
    [{ kind: 'cut-off' }, 'SecPaid’s answer was cut off or is not the documented one.', 200],
    [{ kind: 'no-list' }, 'SecPaid answered, but sent no list.', 200],
    [
      { kind: 'error-envelope', message: `Sorry, ${TOKEN}` },
      'SecPaid refused the request: “Sorry, •••”. Check the input',
      200,
    ],
    [{ kind: 'drop' }, 'SecPaid could not be reached (UND_ERR_SOCKET). Check the network', undefined],
  ])('says what %j means, what to do and where it was', async (fault, message, status) => {
    sandbox.faults.add({ ...fault, times: 10 });
    const failure = await fail(credentialOf(sandbox));
    expect(failure).toBeInstanceOf(NodeApiError);
    expect(sentencesOf(failure)).toContain(message);
    expect(failure).toHaveProperty('messages', [
      expect.stringMatching(
        `^POST ${sandbox.apiUrl}/getPayInTransactions, page 1, limit \\d+${status ? `, HTTP ${status}` : ''}$`,
      ),
    ]);
    expectNoToken(failure);
  });

  it('tells a refused token even if SecPaid says so with HTTP 200', async () => {
    sandbox.service.token = 'another';
    const failure = await fail(credentialOf(sandbox));
    expect(failure).toBeInstanceOf(NodeApiError);
    expect(failure.message).toContain('SecPaid refused the API token.');
    expectNoToken(failure);
  });

  it('takes the token to no other host', async () => {
    sandbox.faults.add({
      kind: 'redirect',
      location: `${elsewhere.apiUrl}/getPayInTransactions`,
      status: 307,
    });
    const failure = await fail(credentialOf(sandbox));
    expect(failure).toBeInstanceOf(NodeApiError);
    expect(failure.message).toContain('a redirect, which is not followed');
    expect(elsewhere.requests).toEqual([]);
    expectNoToken(failure);
  });

  it.each([
    ['no token', { apiToken: ' ' }, 'The API token is empty. Copy it again'],
    ['a token with a line break', { apiToken: `${TOKEN}\n${TOKEN}` }, 'a character that no token has'],
    ['no base URL', { baseUrl: '' }, 'Base URL must be a whole address that starts with https://'],
    ['a base URL without TLS', { baseUrl: 'http://example.com/api/v2' }, 'http:// only for this machine'],
    [
      'an unknown environment',
      { environment: 'staging' },
      'Environment must be Production, Development or Custom',
    ],
  ])('refuses %s before a request', async (_name, change, message) => {
    const failure = await fail({ ...credentialOf(sandbox), ...change });
    expect(failure).toBeInstanceOf(NodeOperationError);
    expect(sentencesOf(failure)).toContain(message);
    expect(sandbox.requests).toEqual([]);
    expectNoToken(failure);
  });
});

describe('an error of the core', () => {
  const node = {
    id: '1',
    name: 'SecPaid',
    type: 't',
    typeVersion: 1,
    position: [0, 0] as [number, number],
    parameters: {},
  };
  const what = 'Something happened.';
  const next = 'Do something.';

  it.each<[ErrorKind, typeof NodeApiError | typeof NodeOperationError]>([
    ['authentication', NodeApiError],
    ['rate-limit', NodeApiError],
    ['server', NodeApiError],
    ['network', NodeApiError],
    ['unexpected-answer', NodeApiError],
    ['validation', NodeOperationError],
    ['state', NodeOperationError],
  ])('of the kind %s keeps its sentences and its item', (kind, type) => {
    const error = new SecPaidError(kind, { what, next, where: 'POST somewhere' });
    const failure = toNodeError(node, error, { itemIndex: 3, then: 'Wait.' });
    expect(failure).toBeInstanceOf(type);
    expect(failure.message).toBe('Something happened.');
    expect(failure.description).toMatch(/^Do something\. Wait\./);
    expect(failure.context).toHaveProperty('itemIndex', 3);
    if (type === NodeApiError) expect(failure.messages).toEqual(['POST somewhere']);
  });

  it('links to the documentation if the token is refused, and nowhere else', () => {
    const described = (kind: ErrorKind) =>
      toNodeError(node, new SecPaidError(kind, { what, next })).description;
    expect(described('authentication')).toBe(
      `Do something. <a href="${new SecPaidApi().documentationUrl}" target="_blank">How to connect your account</a>.`,
    );
    for (const kind of ['rate-limit', 'server', 'validation', 'state'] as const) {
      expect(described(kind)).toBe('Do something.');
    }
  });

  it('keeps its own sentence if n8n has one for a code in it', () => {
    const error = new SecPaidError('network', { what: 'SecPaid could not be reached (ECONNREFUSED).', next });
    expect(toNodeError(node, error).message).toBe('SecPaid could not be reached (ECONNREFUSED).');
  });

  it('tells an agent’s model both sentences in the message, which is all that it gets', () => {
    const tool = { ...node, type: 'n8n-nodes-secpaid.secPaidTool' };
    for (const kind of ['validation', 'server'] as const) {
      expect(toNodeError(tool, new SecPaidError(kind, { what, next })).message).toBe(`${what} ${next}`);
    }
  });

  it('passes on in n8n’s own words what n8n refused to send, and asks once', async () => {
    const refusal = new UserError('The request to 10.0.0.1 was blocked');
    const send = (): Promise<never> => Promise.reject(new Error('wrapped', { cause: refusal }));
    const request = { method: 'POST', url: 'https://pay.example.com', headers: {}, body: '' } as const;
    expect(await failureOf(() => transportOver(send)(request))).toMatchObject({
      kind: 'network',
      what: 'n8n did not send the request: The request to 10.0.0.1 was blocked.',
      retryable: false,
      neverSent: true,
    });
  });

  it('that is n8n’s already stays as it is', () => {
    const failure = new NodeOperationError(node, what);
    expect(toNodeError(node, failure, { itemIndex: 3 })).toBe(failure);
  });

  it('or of anything else is one that n8n can show', () => {
    expect(toNodeError(node, new TypeError('odd'))).toBeInstanceOf(NodeOperationError);
    expect(toNodeError(node, 'odd').message).toBe('odd');
  });
});

describe('a poll of a published workflow that fails', () => {
  const failNext = async (fault: Fault): Promise<Error> => {
    const poll = triggerWith(credentialOf(sandbox)).start();
    await poll();
    sandbox.faults.add(fault);
    return await failureOf(poll);
  };

  it.each<Fault>([{ kind: '429' }, { kind: '500' }, { kind: 'drop' }, { kind: 'html' }])(
    'with %j says that the next one tries again',
    async (fault) => {
      const failure = await failNext(fault);
      expect(failure).toHaveProperty(
        'description',
        expect.stringMatching(/The next poll tries again by itself and picks up everything since\.$/),
      );
    },
  );

  it('for a refused token says that the trigger waits for a new one, and loses nothing', async () => {
    expect(sentencesOf(await failNext({ kind: '401' }))).toContain(
      'Until then the trigger starts nothing. It picks up what arrives in between.',
    );
  });

  it('for a token that was taken out of the credential says so too', async () => {
    const trigger = triggerWith(credentialOf(sandbox));
    const poll = trigger.start();
    await poll();
    trigger.credential = { ...credentialOf(sandbox), apiToken: '' };
    expect(sentencesOf(await failureOf(poll))).toMatch(/^The API token is empty\..* Until then the trigger/);
  });

  it('for a position that cannot be read promises nothing: only a person can mend it', async () => {
    const trigger = triggerWith(credentialOf(sandbox));
    const poll = trigger.start();
    await poll();
    trigger.nodeData = { state: 'garbage' };
    expect(sentencesOf(await failureOf(poll))).not.toMatch(/next poll|Until then/);
  });

  it('while it is being published promises nothing: no poll follows', async () => {
    const failure = await pollToFail({ ...credentialOf(sandbox), apiToken: 'another' });
    expect(sentencesOf(failure)).not.toMatch(/next poll|Until then/);
  });
});
