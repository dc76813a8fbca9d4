import { answerTooLarge, MAX_ANSWER_BYTES, type Transport } from './transport.ts';

/** A transport over the global fetch, for Node programs of our own (tests, demo); the adapters bring their platform's. */
export const fetchTransport: Transport = async ({ url, ...request }) => {
  const response = await fetch(url, { ...request, redirect: 'manual' });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await textOf(response),
  };
};

/** The body, read only as far as it may go: leaving the loop ends the connection. */
async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  const chunks: AsyncIterable<Uint8Array> | Uint8Array[] = body ?? [];
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw answerTooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
