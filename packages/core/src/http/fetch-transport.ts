import { readText, type Transport } from './transport.ts';

/** A transport over the global fetch, for Node programs of our own (tests, demo); the adapters bring their platform's. */
export const fetchTransport: Transport = async ({ url, ...request }) => {
  const response = await fetch(url, { ...request, redirect: 'manual' });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await readText(response.body ?? []),
  };
};
