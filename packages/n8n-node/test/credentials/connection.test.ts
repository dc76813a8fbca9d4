/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { clientOf } from '../../nodes/SecPaid/shared/connection';
import { TOKEN } from '../support.ts';

const answer = { ResponseCode: 1, ResponseMsg: 'List retrived successfully', Result: 'True', data: [] };
const text = JSON.stringify(answer);

/** Asks for one page, and n8n's helper answers so. */
async function pageOf(full: unknown): Promise<unknown> {
  const context = {
    getCredentials: () => Promise.resolve({ apiToken: TOKEN, environment: 'production' }),
    helpers: { httpRequestWithAuthentication: () => Promise.resolve(full) },
  } as unknown as IExecuteFunctions;
  const { payIns } = await clientOf(context);
  return await payIns.page({ page: 1, limit: 1 });
}

describe('an answer', () => {
  it.each([
    ['in pieces', () => Readable.from([Buffer.from(text.slice(0, 9)), Buffer.from(text.slice(9))])],
    ['as a whole text', () => text],
    ['parsed', () => answer],
  ])('that n8n hands over %s is read', async (_, body) => {
    expect(await pageOf({ statusCode: 200, headers: {}, body: body() })).toEqual([]);
  });

  it.each([undefined, null, ''])('whose body is %p is an error, not an empty list', async (body) => {
    await expect(pageOf({ statusCode: 200, headers: {}, body })).rejects.toThrow('SecPaid');
  });
});
