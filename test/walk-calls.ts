// Follows calls through src as "go to definition" in an editor does, by what TypeScript's checker knows of each name.
//
// The installed compiler (TypeScript 7) has no API, so the checker comes from TypeScript 5, which reads the same code.
import path from 'node:path';
import ts from 'typescript-5';

export type Call = {
  /** `src/slack/events/on-message.ts:42 requestImport` */
  readonly at: string;
  /** Where "go to definition" leads: `src/usecases/import/request-import.ts requestImport`. */
  readonly to: string;
  /** Whether the code that runs is there: a function with a body. Otherwise it is a type's member or a parameter. */
  readonly isFunction: boolean;
};

const root = process.cwd();
const relative = (file: string): string => path.relative(root, file).split(path.sep).join('/');

export function openSource() {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();

  return { callsIn, reachableFrom };

  /** The calls in a file whose definitions are in src; calls of packages and of Node are left out. */
  function callsIn(file: string): Call[] {
    const source = sourceOf(file);
    const calls: Call[] = [];
    visit(source, (node) => {
      if (!ts.isCallExpression(node)) return;
      const name = calleeOf(node);
      for (const definition of name ? definitionsOf(name) : []) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        calls.push({
          at: `${file}:${line} ${name!.text}`,
          to: `${relative(definition.getSourceFile().fileName)} ${nameOf(definition)}`,
          isFunction: functionAt(definition) !== null,
        });
      }
    });
    return calls;
  }

  /** Every function in src that a function names, calls, or passes on, and theirs in turn. */
  function reachableFrom(file: string, name: string): Set<string> {
    const reached = new Set<string>();
    const start = sourceOf(file).statements.find((statement) => namesOf(statement).includes(name));
    if (!start) throw new Error(`${file} has no ${name}`);
    const waiting: ts.Node[] = [start];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      visit(node, (part) => {
        if (!ts.isIdentifier(part)) return;
        for (const definition of definitionsOf(part)) {
          const body = functionAt(definition) ?? tableAt(definition);
          const key = `${relative(definition.getSourceFile().fileName)} ${nameOf(definition)}`;
          if (!body || reached.has(key)) continue;
          reached.add(key);
          waiting.push(body);
        }
      });
    }
    return reached;
  }

  function sourceOf(file: string): ts.SourceFile {
    const source = program.getSourceFile(path.join(root, file));
    if (!source) throw new Error(`${file} is not in src`);
    return source;
  }

  /** The declarations in src that an editor would open for this name. */
  function definitionsOf(name: ts.Identifier): ts.Node[] {
    const symbol = ts.isShorthandPropertyAssignment(name.parent)
      ? checker.getShorthandAssignmentValueSymbol(name.parent)
      : checker.getSymbolAtLocation(name);
    if (!symbol) return [];
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return (target.declarations ?? []).filter((declaration) =>
      relative(declaration.getSourceFile().fileName).startsWith('src/'),
    );
  }
}

/** `requestImport` of `requestImport(…)`, `download` of `slack.files.download(…)`. */
function calleeOf({ expression }: ts.CallExpression): ts.Identifier | null {
  if (ts.isIdentifier(expression)) return expression;
  return ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.name)
    ? expression.name
    : null;
}

/** The function that a declaration is or holds. */
function functionAt(declaration: ts.Node): ts.Node | null {
  if (ts.isFunctionLike(declaration)) return 'body' in declaration && declaration.body ? declaration : null;
  if (ts.isClassDeclaration(declaration)) return declaration;
  const value =
    ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration)
      ? declaration.initializer
      : undefined;
  return value && (ts.isFunctionLike(value) || ts.isCallExpression(value)) ? value : null;
}

/** The object that a constant holds: the tables of listeners, commands, and jobs. */
function tableAt(declaration: ts.Node): ts.Node | null {
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return null;
  const value = ts.isSatisfiesExpression(declaration.initializer)
    ? declaration.initializer.expression
    : declaration.initializer;
  return ts.isObjectLiteralExpression(value) ? value : null;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? ''];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map(({ name }) => name.getText());
}

function nameOf(declaration: ts.Node): string {
  const { name } = declaration as { name?: ts.Node };
  return name?.getText() ?? '';
}

function visit(node: ts.Node, call: (node: ts.Node) => void): void {
  call(node);
  ts.forEachChild(node, (child) => visit(child, call));
}
