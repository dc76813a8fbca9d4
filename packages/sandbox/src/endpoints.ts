import type { Deviations } from './deviations/deviations.ts';
import { done, success } from './envelope.ts';
import { createLink, removeLink, unusedLinks, usedLinks, type LinkSurroundings } from './link-endpoints.ts';
import { payInList } from './pay-in-endpoint.ts';
import { payoutList } from './payout-endpoint.ts';

/** What an endpoint needs to know besides the request. */
interface Surroundings extends LinkSurroundings {
  readonly zone: string;
  readonly deviations: Deviations;
}

type Endpoint = (around: Surroundings, values: Readonly<Record<string, unknown>>) => object;

/** The API's endpoints by name. Each gives the envelope of a success, or throws what a failure says. */
export const endpoints: ReadonlyMap<string, Endpoint> = new Map(
  Object.entries<Endpoint>({
    getPayInTransactions: ({ account, deviations, zone }, values) =>
      success(payInList(account, deviations, values), zone),
    getPayOutTransactions: ({ account, deviations, zone }, values) =>
      success(payoutList(account, deviations, values), zone),
    createLink: (around, values) =>
      success(createLink(around, values), around.zone, 'Link has been created successfully'),
    getMyUnusedLinks: (around, values) => success(unusedLinks(around, values), around.zone),
    getMyUsedLinks: (around, values) => success(usedLinks(around, values), around.zone),
    deleteLink: (around, values) => {
      removeLink(around, values);
      return done('Link has been deleted successfully', around.zone);
    },
  }),
);
