/** What an n8n of a version needs besides its own name. */
export interface N8nVersion {
  readonly version: string;
  /** Packages that this n8n asks for in a version that cannot be installed any more, or that breaks it. */
  readonly overrides: Readonly<Record<string, string>>;
}

const XLSX = { xlsx: '0.18.5' };

/**
 * The versions that `npm run test:versions` knows, the oldest first. Tried by hand: with another `langgraph` an n8n
 * installs well and then knows no command `start`; 2.10.0 cannot be installed.
 */
export const VERSIONS: readonly N8nVersion[] = [
  { version: '1.123.81', overrides: { '@langchain/langgraph-checkpoint': '1.0.0', ...XLSX } },
  { version: '2.0.3', overrides: { '@langchain/langgraph-checkpoint': '1.0.0', ...XLSX } },
  {
    version: '2.20.12',
    overrides: { '@langchain/langgraph': '1.2.9', '@langchain/langgraph-checkpoint': '1.0.1', ...XLSX },
  },
  { version: '2.41.1', overrides: { '@langchain/langgraph': '1.4.14', linkedom: '0.18.12' } },
];

/** Whether this n8n can find a Data Table by its name and make one in a workflow: since 2.3. */
export function hasDataTables(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 3);
}
