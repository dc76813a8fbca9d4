/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { type INode, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { json, nodes } from '../package/description-support.ts';

/*
 * workflow.json was made with the description of the first package that users got (commit 737ebde): each operation
 * with its defaults, and with other values such that each choice occurs. Never change it: users have saved the like.
 */

const saved = (json('test/first-package/workflow.json') as { nodes: INode[] }).nodes;
const titled = saved.map((node) => [node.name, node] as const);

function descriptionOf({ type }: INode): INodeTypeDescription {
  const found = nodes.find(([name]) => type === `n8n-nodes-secpaid.${name}`);
  if (!found) throw new Error(`There is no node ${type}.`);
  return found[2].description;
}

/** What n8n's editor shows of a node, defaults included. */
const shown = (node: INode, values = node.parameters): unknown => {
  const description = descriptionOf(node);
  return NodeHelpers.getNodeParameters(description.properties, values, true, false, node, description);
};

/** Whether all of a node has its default. Then required fields are empty. */
const isUnset = (name: string): boolean => name.endsWith('(defaults)');

describe('a workflow of the first package', () => {
  it.each(titled)('keeps the parameters and values of %s', (_, node) => {
    expect(shown(node)).toMatchObject(node.parameters);
  });

  it.each(titled.filter(([name]) => !isUnset(name)))('has no issue in n8n: %s', (_, node) => {
    const description = descriptionOf(node);
    expect(NodeHelpers.getNodeParametersIssues(description.properties, node, description)).toBeNull();
  });

  // n8n saves no value that is the default: another default would change what such a workflow does.
  it.each(titled.filter(([name]) => isUnset(name)))('keeps the defaults: %s', (_, node) => {
    const { resource, operation } = node.parameters;
    const values = resource && operation ? { resource, operation } : {};
    expect(shown(node, values)).toMatchObject(node.parameters);
  });
});
