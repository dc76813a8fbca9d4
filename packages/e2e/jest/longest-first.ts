/** What jest tells a sequencer of a test file. */
interface TestFile {
  readonly path: string;
}

/** The files that take longest, so that no single one is left when all others are over. */
const LONGEST = [
  'instant.e2e',
  'queue.e2e',
  'faults-kill.e2e',
  'crowd.e2e',
  'durable.e2e',
  'payment.e2e',
  'editor.e2e',
  'position.e2e',
  'hostile.e2e',
  'faults.e2e',
  'harness.e2e',
  'big-account.e2e',
  'twins.e2e',
  'editor-links.e2e',
  'templates-tables.e2e',
  'templates.e2e',
  'app.cli',
  'feed.property',
  'idle-cost',
  'package',
  'hostile',
  'cli',
  'size',
  'hostile.property',
  'engine',
  'new-pay-in',
  'engine.property',
];

const rank = ({ path }: TestFile): number => {
  const place = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return place === -1 ? LONGEST.length : place;
};

/** Puts the long files first. */
export default class LongestFirst {
  sort<File extends TestFile>(files: File[]): File[] {
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }

  /** Nothing is remembered from one run to the next. */
  cacheResults(): void {}
}
