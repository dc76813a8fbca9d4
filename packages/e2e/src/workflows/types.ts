/** A credential as n8n imports it. */
export interface Credential {
  id: string;
  name: string;
  type: string;
  data: Record<string, unknown>;
}

/** How a node names its credential. */
export interface CredentialReference {
  id: string;
  name: string;
}

/** One node of a workflow. */
export interface WorkflowNode {
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  position: [number, number];
  parameters: Record<string, unknown>;
  credentials?: Record<string, CredentialReference>;
  /** What is in a webhook's URL; n8n gives one to a node that is added in the editor. */
  webhookId?: string;
  /** Runs for the first item only. */
  executeOnce?: true;
}

/** A workflow as n8n imports it. */
export interface Workflow {
  id: string;
  name: string;
  active: false;
  nodes: WorkflowNode[];
  connections: Record<string, { main: { node: string; type: 'main'; index: 0 }[][] }>;
  settings: Record<string, unknown>;
}

/** One column of a Data Table; `id`, `createdAt` and `updatedAt` are n8n's own and cannot be asked for. */
export interface TableColumn {
  name: string;
  type: 'string' | 'number' | 'boolean' | 'date';
}

/** A workflow whose nodes follow each other in the given order. */
export function chain(id: string, name: string, nodes: WorkflowNode[]): Workflow {
  const connections: Workflow['connections'] = {};
  nodes.forEach((node, index) => {
    const next = nodes[index + 1];
    if (next) connections[node.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
  });
  return { id, name, active: false, nodes, connections, settings: { executionOrder: 'v1' } };
}
