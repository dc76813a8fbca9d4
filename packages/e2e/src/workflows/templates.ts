import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../system/paths.ts';
import { listAt, textAt } from '../system/shape.ts';
import type { Credential, Workflow, WorkflowNode } from './types.ts';

const folder = (): string => join(packageFolder('n8n-node'), 'workflows');

/** The credential that a node of this type asks its user for. */
const CREDENTIAL_OF: Record<string, string> = {
  'n8n-nodes-secpaid.secPaidTrigger': 'secPaidApi',
  'n8n-nodes-secpaid.secPaid': 'secPaidApi',
  'n8n-nodes-secpaid.secPaidInstantTrigger': 'secPaidApi',
  'n8n-nodes-base.emailSend': 'smtp',
  'n8n-nodes-base.googleSheets': 'googleSheetsOAuth2Api',
};

/** What a user changes of a template: its credentials, and parameters by the name of the node. */
export interface TemplateSetUp {
  id: string;
  credentials: Credential[];
  parameters?: Record<string, Record<string, unknown>>;
}

/** The shipped templates by their file names, without ".json". */
export function templateNames(): string[] {
  return readdirSync(folder()).map((file) => file.replace(/\.json$/, ''));
}

/** A workflow as a template's file has it. */
export type Template = Omit<Workflow, 'id'>;

/** A shipped template as it is in its file. */
export const readTemplate = (name: string): Template =>
  asTemplate(JSON.parse(readFileSync(join(folder(), `${name}.json`), 'utf8')));

/** What a template's file holds. @throws Error if it is none. */
export function asTemplate(file: unknown): Template {
  textAt(file, 'name');
  for (const node of listAt(file, 'nodes')) textAt(node, 'type');
  return file as Template;
}

/** A shipped template as its user sets it up. @throws Error for a node that the template does not have. */
export const setUpTemplate = (name: string, setUp: TemplateSetUp): Workflow =>
  inUse(readTemplate(name), setUp);

/** A template as its user sets it up. @throws Error for a node that the template does not have. */
export function inUse(template: Template, { id, credentials, parameters = {} }: TemplateSetUp): Workflow {
  for (const node of Object.keys(parameters)) {
    if (!template.nodes.some((one) => one.name === node))
      throw new Error(`The template ${template.name} has no node called "${node}".`);
  }
  const nodes = template.nodes.map((node): WorkflowNode => ({
    ...node,
    parameters: { ...node.parameters, ...parameters[node.name] },
    ...credentialsFor(node, credentials),
  }));
  return { ...template, id, nodes };
}

function credentialsFor(node: WorkflowNode, credentials: Credential[]): Pick<WorkflowNode, 'credentials'> {
  const type = CREDENTIAL_OF[node.type];
  if (type === undefined) return {};
  const credential = credentials.find((one) => one.type === type);
  if (!credential) throw new Error(`"${node.name}" needs a credential of the type ${type}.`);
  return { credentials: { [type]: { id: credential.id, name: credential.name } } };
}
