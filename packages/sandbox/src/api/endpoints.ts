import { done, success } from '../wire/envelope.ts';
import { invoiceList } from './invoice-endpoint.ts';
import {
  createLink,
  createSplitLink,
  removeLink,
  unusedLinks,
  usedLinks,
  type LinkListSurroundings,
} from './link-endpoints.ts';
import { payInList } from './pay-in-endpoint.ts';
import { payoutList } from './payout-endpoint.ts';

/** What an endpoint needs to know besides the request. */
interface Surroundings extends LinkListSurroundings {
  readonly zone: string;
}

type Endpoint = (around: Surroundings, values: Readonly<Record<string, unknown>>) => object;

/** The API's endpoints by name. Each gives the envelope of a success, or throws what a failure says. */
export const endpoints: ReadonlyMap<string, Endpoint> = new Map(
  Object.entries<Endpoint>({
    getPayInTransactions: ({ account, deviations, zone }, values) =>
      success(payInList(account, deviations, values), zone),
    getPayOutTransactions: ({ account, deviations, zone }, values) =>
      success(payoutList(account, deviations, values), zone),
    getTaxInvoiceList: ({ account, deviations, zone }, values) => {
      const { rows, total } = invoiceList(account, deviations, values);
      return { ...success(rows, zone), totalRecords: total };
    },
    createLink: (around, values) =>
      success(createLink(around, values), around.zone, 'Link has been created successfully'),
    createSplitLink: (around, values) =>
      success(createSplitLink(around, values), around.zone, 'Link has been created successfully'),
    getMyUnusedLinks: (around, values) => success(unusedLinks(around, values), around.zone),
    getMyUsedLinks: (around, values) => success(usedLinks(around, values), around.zone),
    deleteLink: (around, values) => {
      removeLink(around, values);
      return done('Link has been deleted successfully', around.zone);
    },
  }),
);
