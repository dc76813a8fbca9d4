/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { jest } from '@jest/globals';

/** Moves the clock forward; `jest.restoreAllMocks()` ends it. */
export function afterSeconds(seconds: number): void {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + seconds * 1000);
}
