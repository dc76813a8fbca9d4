import {
  amountFilter,
  approvalsIn,
  type Answer,
  type Client,
  entryFilter,
  type FeedKind,
  type FeedState,
  INPUTS,
  type Numbered,
  entriesOf,
  type PayOutRow,
  poll,
  pollApprovals,
  pollFeeInvoices,
  type PollInput,
  type PollOutcome,
  pollPayOuts,
  type SecPaidError,
  type Slice,
  toFeeInvoice,
  toPayIn,
  toPayOut,
  toRawPayIn,
  toRawPayOut,
  valueOf,
} from '@secpaid/core';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { chosenEvents } from './events';

/** An item, and when it happened: SecPaid's wall clock, which sorts as text. */
export interface DatedItem {
  readonly createdAt: string;
  readonly json: IDataObject;
}

/** For sorting. */
export const byDate = (a: DatedItem, b: DatedItem): number =>
  a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0;

/** What one poll of a list found; nothing is stored yet. */
export interface Found {
  readonly state: FeedState;
  readonly notice: string | undefined;
  /** Rows that cannot be read, to be shown once. */
  readonly unreadable: SecPaidError | undefined;
  /** What the poll did, in a line for the log. */
  readonly report: string;
  /** How many entries it took, wanted or not. */
  readonly taken: number;
  /** Those that the trigger's user wants, oldest first. */
  readonly items: readonly DatedItem[];
}

/** One of SecPaid's lists with what the trigger's user wants of it. */
export interface Feed {
  readonly kind: FeedKind;
  poll(client: Client, input: Omit<PollInput, 'ask' | 'fingerprint'>): Promise<Found>;
  /** The wanted ones of the newest entries, newest first; one request. */
  newest(client: Client, limit: number): Promise<{ readonly read: number; readonly items: DatedItem[] }>;
}

interface Reading<Row extends PayOutRow> {
  readonly kind: FeedKind;
  readonly poll: (input: PollInput<Row>) => Promise<PollOutcome<Row>>;
  readonly ask: (client: Client, slice: Slice) => Promise<Answer<Row>>;
  /** The first page, newest first. */
  readonly first: (client: Client, limit: number) => Promise<Answer<Row>>;
  readonly isWanted: (row: Numbered<Row>) => boolean;
  readonly output: (row: Numbered<Row>) => object;
}

type AskPayOuts = Reading<PayOutRow>['ask'];

/**
 * Two ways to ask for pay-outs: what the first one was answered, the second is given too, once, so that two feeds of
 * one list cost one request.
 */
function shared(ask: AskPayOuts): { readonly first: AskPayOuts; readonly second: AskPayOuts } {
  const kept = new Map<string, Answer<PayOutRow>>();
  const nameOf = ({ page, limit }: Slice): string => `${page}/${limit}`;
  return {
    async first(client, slice) {
      const answer = await ask(client, slice);
      kept.set(nameOf(slice), answer);
      return answer;
    },
    async second(client, slice) {
      const answer = kept.get(nameOf(slice));
      kept.delete(nameOf(slice));
      return answer ?? (await ask(client, slice));
    },
  };
}

function feedOf<Row extends PayOutRow>({ kind, poll, ask, first, isWanted, output }: Reading<Row>): Feed {
  const itemsOf = (rows: readonly Numbered<Row>[]): DatedItem[] =>
    rows.filter(isWanted).map((numbered) => ({
      createdAt: numbered.row.createdAt,
      json: output(numbered) as IDataObject,
    }));
  return {
    kind,
    async poll(client, input) {
      const { taken, ...found } = await poll({
        ...input,
        ask: (slice) => ask(client, slice),
        fingerprint: client.fingerprint,
      });
      return { ...found, taken: taken.length, items: itemsOf(taken) };
    },
    async newest(client, limit) {
      const { rows } = await first(client, limit);
      return { read: rows.length, items: itemsOf(entriesOf(rows)) };
    },
  };
}

/**
 * The lists that the chosen events need, in the order in which to look at them. A pay-out has neither a note nor a
 * payment method, so of the filters only the amounts count for it.
 * @throws SecPaidError `validation` for a wrong event or filter, before anything is asked or taken
 */
export function chosenFeeds(context: IPollFunctions): Feed[] {
  const { ofPayIns, kinds } = chosenEvents(context);
  const filters = context.getNodeParameter('filters', {}) as IDataObject;
  const options = context.getNodeParameter('options', {}) as IDataObject;
  const isRaw = valueOf(options, 'rawOutput', INPUTS.rawOutput) === true;
  const isWantedPayIn = entryFilter({ ...filters, events: ofPayIns });
  const isOfAmount = amountFilter(filters);
  const payOuts = shared((client, slice) => client.payOuts.unsorted(slice));
  const newestPayOuts = shared((client, slice) => client.payOuts.answer(slice));
  const feeds = [
    feedOf({
      kind: 'pay-out',
      poll: pollPayOuts,
      ask: payOuts.first,
      first: (client, limit) => newestPayOuts.first(client, { page: 1, limit }),
      isWanted: (row) => isOfAmount(toPayOut(row)),
      output: isRaw ? toRawPayOut : toPayOut,
    }),
    feedOf({
      kind: 'pay-out-approved',
      poll: pollApprovals,
      ask: async (client, slice) => approvalsIn(await payOuts.second(client, slice)),
      first: async (client, limit) => approvalsIn(await newestPayOuts.second(client, { page: 1, limit })),
      isWanted: (row) => isOfAmount(toPayOut(row)),
      output: isRaw ? toRawPayOut : toPayOut,
    }),
    feedOf({
      kind: 'fee-invoice',
      poll: pollFeeInvoices,
      ask: ({ feeInvoices }, slice) => feeInvoices.unsorted(slice),
      first: ({ feeInvoices }, limit) => feeInvoices.answer({ page: 1, limit }),
      isWanted: () => true,
      output: isRaw ? toRawPayOut : toFeeInvoice,
    }),
    feedOf({
      kind: 'pay-in',
      poll,
      ask: ({ payIns }, slice) => payIns.answer(slice),
      first: ({ payIns }, limit) => payIns.answer({ page: 1, limit }),
      isWanted: (row) => isWantedPayIn(toPayIn(row)),
      output: isRaw ? toRawPayIn : toPayIn,
    }),
  ];
  return feeds.filter(({ kind }) => kinds.includes(kind));
}
