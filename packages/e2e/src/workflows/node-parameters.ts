import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageFolder } from '../system/paths.ts';
import { isRecord, listAt } from '../system/shape.ts';
import type { WorkflowNode } from './types.ts';

/**
 * The paths of those parameters that a node's description does not know; also in collections, which n8n itself
 * passes over silently.
 */
export function unknownParameters(properties: unknown[], parameters: unknown, path = ''): string[] {
  if (!isRecord(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, value]) => {
    const here = `${path}${name}`;
    const alike = properties.filter(isRecord).filter((property) => property['name'] === name);
    if (alike.length === 0) return [here];
    const groups = alike.filter(({ type }) => type === 'collection' || type === 'fixedCollection');
    // A name may stand for a group in one operation and for a single value in another.
    if (groups.length < alike.length) return [];
    const inner = groups.flatMap((group) => listIn(group, 'options'));
    return unknownInGroup(inner, value, `${here}.`);
  });
}

function unknownInGroup(options: unknown[], value: unknown, path: string): string[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = options.filter(isRecord).filter((option) => option['name'] === name);
    if (known.length === 0) return [`${path}${name}`];
    const properties = known.flatMap((option) => listIn(option, 'values'));
    if (properties.length === 0) return [];
    const list: unknown[] = Array.isArray(inner) ? inner : [inner];
    return list.flatMap((one) => unknownParameters(properties, one, `${path}${name}.`));
  });
}

function listIn(record: Record<string, unknown>, key: string): unknown[] {
  const list = record[key];
  return Array.isArray(list) ? list : [];
}

interface NodeHelpers {
  getNodeParameters(
    properties: unknown[],
    parameters: unknown,
    returnDefaults: boolean,
    returnNoneDisplayed: boolean,
    node: WorkflowNode,
    description: unknown,
  ): Record<string, unknown>;
  getNodeParametersIssues(
    properties: unknown[],
    node: WorkflowNode,
    description: unknown,
  ): { parameters?: Record<string, string[]> } | null;
}

/** What n8n's editor makes of a node: its parameters with the defaults, and the names of those it marks as wrong. */
export function openedParameters(
  description: unknown,
  node: WorkflowNode,
): { parameters: Record<string, unknown>; issues: string[] } {
  // The node's own dependency, of the version that n8n itself has.
  const load = createRequire(join(packageFolder('n8n-node'), 'package.json'));
  const { NodeHelpers: helpers } = load('n8n-workflow') as { NodeHelpers: NodeHelpers };
  const properties = listAt(description, 'properties');
  const parameters = helpers.getNodeParameters(properties, node.parameters, true, false, node, description);
  const issues = helpers.getNodeParametersIssues(properties, { ...node, parameters }, description);
  return { parameters, issues: Object.keys(issues?.parameters ?? {}) };
}
