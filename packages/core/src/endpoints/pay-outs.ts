import { type PayOut, type PayOutRow, readPayOuts, toPayOut } from '../entries/pay-out.ts';
import type { Caller } from '../http/call.ts';
import { type List, listOf } from './list.ts';
import { payOutFilters, type PayOutQuery } from './requests.ts';

/** getPayOutTransactions. Its order is unstated. */
export type PayOuts = List<PayOutQuery, PayOutRow, PayOut>;

export const payOutsOf = (caller: Caller): PayOuts =>
  listOf(caller, {
    endpoint: 'getPayOutTransactions',
    filters: payOutFilters,
    read: readPayOuts,
    toEntry: toPayOut,
  });
