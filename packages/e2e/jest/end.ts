import { closers } from './closers.ts';

/** After the last test file. */
export default async function end(): Promise<void> {
  await closers().close();
}
