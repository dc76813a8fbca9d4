/** What jest tells a sequencer of a test file. */
interface TestFile {
  readonly path: string;
}

/** The files that take longest, so that no single one is left when all others are over. */
const LONGEST = [
  'queue',
  'faults-kill',
  'crowd',
  'big-account',
  'faults',
  'payment',
  'templates-tables',
  'position',
];

const rank = ({ path }: TestFile): number => {
  const place = LONGEST.findIndex((name) => path.endsWith(`/${name}.e2e.test.ts`));
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
