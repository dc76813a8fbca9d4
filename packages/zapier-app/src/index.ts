import zapier, { defineApp } from 'zapier-platform-core';
import packageJson from '../package.json' with { type: 'json' };
import { authentication } from './authentication.ts';
import { findPayIn } from './searches/find-pay-in.ts';
import { newPayIn } from './triggers/new-pay-in.ts';

/** The Zapier app. */
export default defineApp({
  version: packageJson.version,
  platformVersion: zapier.version,
  authentication,
  triggers: { [newPayIn.key]: newPayIn },
  searches: { [findPayIn.key]: findPayIn },
  flags: {
    // What a field left blank means is told by core, not by its absence.
    cleanInputData: false,
    // Every answer goes to core, which tells faults apart and has the words for them.
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
  },
});
