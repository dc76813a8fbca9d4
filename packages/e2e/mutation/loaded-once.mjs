import { createRequire } from 'node:module';

/** @type {(name: string) => object} */
const load = createRequire(new URL('../../n8n-node/package.json', import.meta.url));

/**
 * Gives tests a package that is loaded once in the process (once-n8n-workflow.cjs), and not again for each test file:
 * loading n8n-workflow takes four times as long as everything else that a file loads.
 *
 * @param {typeof globalThis} context the globals of the tests
 */
export function shareLoaded(context) {
  Object.assign(context, { loadedOnce: load });
  // The tests' context has its own Error, so `instanceof` would be false for an error from outside, and the reverse.
  for (const one of [Error, context.Error]) {
    Object.defineProperty(one, Symbol.hasInstance, {
      configurable: true,
      value: function (/** @type {unknown} */ value) {
        return isInstance.call(this, value) || (this === one && isError(value));
      },
    });
  }
}

const isInstance = Function.prototype[Symbol.hasInstance];
const isError = (/** @type {unknown} */ value) => Object.prototype.toString.call(value) === '[object Error]';
