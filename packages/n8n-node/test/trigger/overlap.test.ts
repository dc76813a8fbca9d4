/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { afterSeconds } from '../later.ts';
import { pay, sandbox, trigger } from './fresh-trigger.ts';
import { ago, notesOf } from '../support.ts';

function latch(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    opened,
    open: () => {
      open();
    },
  };
}

describe('polls that overlap', () => {
  /** The next poll at that point stands still until `go` is called. */
  function holdNext(where: 'before its answer' | 'after its answer'): {
    reached: Promise<void>;
    go: () => void;
  } {
    const held = latch();
    const gate = latch();
    const once = async (): Promise<void> => {
      sandbox.service.before = undefined;
      trigger.answered = () => Promise.resolve();
      held.open();
      await gate.opened;
    };
    if (where === 'before its answer') sandbox.service.before = once;
    else trigger.answered = once;
    return { reached: held.opened, go: gate.open };
  }

  it.each(['before its answer', 'after its answer'] as const)(
    'emit nothing twice and lose nothing if the first is slow %s',
    async (where) => {
      const poll = trigger.start();
      await poll();
      pay('one', ago(30));
      const { reached, go } = holdNext(where);
      const slow = poll();
      await reached;
      pay('two', ago(20));
      const quick = await poll();
      pay('three', ago(10));
      go();
      const emitted = [...(quick ?? []), ...((await slow) ?? []), ...((await poll()) ?? [])];
      expect(notesOf(emitted)).toEqual(['one', 'two', 'three']);
      expect(await poll()).toBeNull();
    },
  );

  it('emit nothing twice if the first is slow by more than half a minute', async () => {
    const poll = trigger.start();
    await poll();
    pay('one');
    const { reached, go } = holdNext('after its answer');
    const slow = poll();
    await reached;
    expect(notesOf(await poll())).toEqual(['one']);
    const stored = trigger.saved();
    afterSeconds(40);
    go();
    expect(await slow).toBeNull();
    expect(trigger.saved()).toEqual(stored);
  });

  it('arm once: a payment between two first polls is not taken for old', async () => {
    const { reached, go } = holdNext('before its answer');
    const poll = trigger.start();
    const slow = poll();
    await reached;
    expect(await poll()).toBeNull();
    pay('between');
    go();
    expect(await slow).toBeNull();
    expect(notesOf(await poll())).toEqual(['between']);
  });

  it('do not lose what the overtaken one would have emitted when the other fails', async () => {
    const poll = trigger.start();
    await poll();
    pay('one');
    const { reached, go } = holdNext('after its answer');
    const slow = poll();
    await reached;
    sandbox.faults.add({ kind: '500' });
    await expect(poll()).rejects.toThrow('HTTP 500');
    go();
    expect(notesOf(await slow)).toEqual(['one']);
    expect(await poll()).toBeNull();
  });
});
