import zapier, { defineApp } from 'zapier-platform-core';
import packageJson from '../package.json' with { type: 'json' };
import { authentication } from './authentication.ts';
import { createPaymentLink } from './creates/create-payment-link.ts';
import { deletePaymentLink } from './creates/delete-payment-link.ts';
import { hydrators } from './qr-files.ts';
import { findFeeInvoice } from './searches/find-fee-invoice.ts';
import { findPayIn } from './searches/find-pay-in.ts';
import { findPayOut } from './searches/find-pay-out.ts';
import { findOrCreatePaymentLink, findPaymentLink } from './searches/find-payment-link.ts';
import { findPaymentStatus } from './searches/find-payment-status.ts';
import { getSummary } from './searches/get-summary.ts';
import { newDispute } from './triggers/new-dispute.ts';
import { newFeeInvoice } from './triggers/new-fee-invoice.ts';
import { newPayIn } from './triggers/new-pay-in.ts';
import { newPayOut } from './triggers/new-pay-out.ts';
import { newRefund } from './triggers/new-refund.ts';
import { payOutApproved } from './triggers/pay-out-approved.ts';

/** The Zapier app. */
export default defineApp({
  version: packageJson.version,
  platformVersion: zapier.version,
  authentication,
  hydrators,
  triggers: {
    [newPayIn.key]: newPayIn,
    [newRefund.key]: newRefund,
    [newDispute.key]: newDispute,
    [newPayOut.key]: newPayOut,
    [payOutApproved.key]: payOutApproved,
    [newFeeInvoice.key]: newFeeInvoice,
  },
  creates: {
    [createPaymentLink.key]: createPaymentLink,
    [deletePaymentLink.key]: deletePaymentLink,
  },
  searches: {
    [findPayIn.key]: findPayIn,
    [findPayOut.key]: findPayOut,
    [findFeeInvoice.key]: findFeeInvoice,
    [findPaymentLink.key]: findPaymentLink,
    [findPaymentStatus.key]: findPaymentStatus,
    [getSummary.key]: getSummary,
  },
  searchOrCreates: { [findOrCreatePaymentLink.key]: findOrCreatePaymentLink },
  flags: {
    // What a field left blank means is told by core, not by its absence.
    cleanInputData: false,
    // Every answer goes to core, which tells faults apart and has the words for them.
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
  },
});
