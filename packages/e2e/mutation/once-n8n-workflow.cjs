/** n8n-workflow, loaded once in the process (loaded-once.mjs). Its sleep is replaced: it has to use the tests' timers. */
module.exports = {
  .../** @type {{ loadedOnce: (name: string) => object }} */ (/** @type {unknown} */ (globalThis)).loadedOnce(
    'n8n-workflow',
  ),
  sleep: (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
