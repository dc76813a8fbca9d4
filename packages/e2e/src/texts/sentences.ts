import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { INPUTS } from '../../../core/src/index.ts';
import { workspaceRoot } from '../system/paths.ts';

/** What an error says, as it is in a source: a value that is known only then is in braces. */
interface ErrorText {
  /** The file, below packages/. */
  readonly file: string;
  readonly what: string;
  readonly next: string;
}

/** All that the sources say apart from their forms. */
export interface Sentences {
  readonly errors: readonly ErrorText[];
  /** Every other whole sentence. */
  readonly others: readonly { readonly file: string; readonly text: string }[];
}

const SOURCES = ['core/src/**/*.ts', 'n8n-node/{nodes,credentials}/**/*.ts', 'zapier-app/src/**/*.ts'];

/**
 * What the sources say to people apart from their forms: errors by their `what` and `next` (an `invalidInput` by its
 * arguments), then all other literals that are whole sentences. Read out of the sources, since many errors take a
 * broken server to happen.
 */
export function readSentences(): Sentences {
  const folder = join(workspaceRoot(), 'packages');
  const sources = globSync(SOURCES, { cwd: folder })
    .sort()
    .map((file) => sourceOf(file, readFileSync(join(folder, file), 'utf8')));
  const shared = new Map(sources.flatMap((source) => [...constantsIn(source.statements)]));
  const found = sources.map((source) => sentencesIn(source, shared));
  return {
    errors: found.flatMap(({ errors }) => errors),
    others: found.flatMap(({ others }) => others),
  };
}

function sentencesIn(source: ts.SourceFile, shared: Constants): Sentences {
  const file = source.fileName;
  const said = (node: ts.Expression): string => wordsOf(node, shared);
  const errors: ErrorText[] = [];
  const others: { file: string; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const what = valueOf(node, 'what');
      const next = valueOf(node, 'next');
      if (what && next) errors.push({ file, what: said(what), next: said(next) });
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'invalidInput') {
      const [field, , expected] = node.arguments;
      if (field && expected)
        errors.push({ file, what: `${said(field)} must be ${said(expected)}`, next: '' });
    }
    if ((isText(node) || isSum(node)) && isSentence(said(node))) others.push({ file, text: said(node) });
    else ts.forEachChild(node, visit);
  };
  visit(source);
  const inErrors = errors.map(({ what, next }) => `${what}\n${next}`).join('\n');
  return { errors, others: others.filter(({ text }) => !inErrors.includes(text)) };
}

const isSentence = (text: string): boolean => /^[A-Z][^<]* /s.test(text) && /[.!?]( |$)/.test(text);

function isText(node: ts.Node): node is ts.StringLiteralLike | ts.TemplateExpression {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** Names, each with what is written under it. */
type Constants = ReadonlyMap<string, ts.Expression>;

const sourceOf = (file: string, code: string): ts.SourceFile =>
  ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);

function constantsIn(statements: readonly ts.Statement[]): Constants {
  const declared = statements
    .filter(ts.isVariableStatement)
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) !== 0)
    .flatMap(({ declarationList }) => declarationList.declarations);
  return new Map(
    declared.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer ? [[name.text, initializer] as const] : [],
    ),
  );
}

/** What is written under a name: in the blocks around it, from the inside out, then in any file. */
function declared(name: ts.Identifier, shared: Constants): ts.Expression | undefined {
  for (let scope: ts.Node = name; !ts.isSourceFile(scope); scope = scope.parent) {
    const found = ts.isBlock(scope) ? constantsIn(scope.statements).get(name.text) : undefined;
    if (found) return found;
    if (ts.isFunctionLike(scope) && scope.parameters.some((one) => one.name.getText() === name.text)) return;
  }
  return constantsIn(name.getSourceFile().statements).get(name.text) ?? shared.get(name.text);
}

function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (property.name?.getText() !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

function wordsOf(node: ts.Expression, shared: Constants): string {
  const words = (part: ts.Expression): string => wordsOf(part, shared);
  if (ts.isLiteralExpression(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return words(node.expression);
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => words(span.expression) + span.literal.text);
    return node.head.text + spans.join('');
  }
  if (isSum(node)) return words(node.left) + words(node.right);
  if (ts.isConditionalExpression(node)) return `[${words(node.whenTrue)}|${words(node.whenFalse)}]`;
  const label = /^INPUTS\.(\w+)\.label$/.exec(node.getText())?.[1];
  const input = Object.entries(INPUTS).find(([name]) => name === label);
  if (input) return input[1].label;
  const constant = ts.isIdentifier(node) ? declared(node, shared) : undefined;
  return constant && isWritten(constant) ? words(constant) : `{${node.getText()}}`;
}

function isWritten(node: ts.Expression): boolean {
  if (ts.isConditionalExpression(node)) return isWritten(node.whenTrue) && isWritten(node.whenFalse);
  if (isSum(node)) return isWritten(node.left) && isWritten(node.right);
  return isText(node) || ts.isNumericLiteral(node) || (ts.isIdentifier(node) && node.text !== 'undefined');
}
