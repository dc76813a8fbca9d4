import { SecPaidError } from '../errors.ts';

/** One HTTP request as core wants it sent. Every SecPaid endpoint is a POST with a JSON body (getPayInTransactions). */
export interface HttpRequest {
  readonly method: 'POST';
  readonly url: string;
  /** Holds the API token: never log it, never follow a redirect with it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back, untouched: `body` is the text as received, header names are in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/**
 * The one function an adapter supplies: sends the request and gives the response whatever its status, does not
 * follow redirects, does not retry, and rejects only where no response came (the network's fault) or where it is too
 * large (`answerTooLarge`).
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * The most of an answer that is read, in bytes: a thousand entries take about 600 kB. A transport that can stops
 * reading there, so that an endless answer does not fill the memory; the envelope refuses what came nevertheless.
 */
export const MAX_ANSWER_BYTES = 20_000_000;

/** What a transport throws where an answer is larger than that. */
export function answerTooLarge(where?: string): SecPaidError {
  return new SecPaidError('unexpected-answer', {
    what: `SecPaid’s answer is larger than ${MAX_ANSWER_BYTES / 1_000_000} MB, which no list is.`,
    next: 'Nothing was taken from it. Check the environment or base URL, then tell SecPaid’s support.',
    ...(where === undefined ? {} : { where }),
  });
}

/**
 * A body that comes in pieces, as text; read only as far as it may go: leaving the loop ends the connection.
 * @throws SecPaidError `unexpected-answer` where it is larger
 */
export async function readText(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw answerTooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
