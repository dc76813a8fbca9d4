import { connect, createClient, isSecPaidError } from '@secpaid/core';
import {
  type ICredentialDataDecryptedObject,
  type IHttpRequestHelper,
  type IHttpRequestOptions,
  UserError,
} from 'n8n-workflow';
import { transportOver } from '../nodes/SecPaid/shared/transport';

/*
 * n8n's test of a credential is one request with rules about its answer: it shows a bare code where none came, and reads an
 * answer of any size. Only a function can ask as the nodes do, and n8n has a place for one: `preAuthentication`, which runs
 * after a request was answered 401. So the test's first request is refused as if by such an answer, before it is sent.
 */

/** Marks the request of n8n's test; it is never sent. */
export const PROBE_HEADER = 'x-probe';

/** How far it is, in the copy of the credential that n8n hands to each of the calls. */
const STEP = 'probed';

/** Whether this is the test's request, and SecPaid was not asked yet. */
export const wantsProbe = (
  credentials: ICredentialDataDecryptedObject,
  { headers }: IHttpRequestOptions,
): boolean => headers?.[PROBE_HEADER] !== undefined && credentials[STEP] !== 'done';

/** What the request is refused with, so that n8n calls `preAuthentication`. */
export function startProbe(credentials: ICredentialDataDecryptedObject): Error {
  credentials[STEP] = 'started';
  return Object.assign(new UserError('SecPaid has to be asked first.'), { response: { status: 401 } });
}

/** n8n puts a sentence of its own in place of one that holds a code such as ECONNREFUSED. */
const withoutCode = (sentence: string): string => sentence.replaceAll(/ \([A-Z_]{3,40}\)/g, '');

/** Core's sentences as n8n's credential window shows them whole. */
export function toUserError(error: unknown): Error {
  if (isSecPaidError(error)) return new UserError(withoutCode(error.message));
  return error instanceof Error ? error : new UserError(String(error));
}

/**
 * Asks SecPaid for one entry, as the nodes ask: the same limits, the same sentences.
 * @throws UserError that says what is wrong, where it is the credential, the network or SecPaid
 */
export async function probeIfStarted(
  { helpers }: IHttpRequestHelper,
  credentials: ICredentialDataDecryptedObject,
): Promise<void> {
  if (credentials[STEP] !== 'started') return;
  try {
    const { apiToken, environment, baseUrl } = credentials;
    const transport = transportOver((options) => helpers.httpRequest(options));
    const { payIns } = createClient(connect({ apiToken, environment, baseUrl }), transport);
    await payIns.page({ page: 1, limit: 1 });
    credentials[STEP] = 'done';
  } catch (error) {
    throw toUserError(error);
  }
}
