/** The source of the portal, for tests that hold how it is built: its files, and what imports what. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export type Import = { from: string; to: string; typeOnly: boolean };

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

/** Every source file of the portal. */
export const files = ['app', 'db'].flatMap(filesBelow);

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;

/** A file of the project for an import of it, or the package's name. */
function resolve(file: string, target: string): string {
  const path = target.startsWith('~/')
    ? join('app', target.slice(2))
    : target.startsWith('~db/')
      ? join('db', target.slice(4))
      : target.startsWith('.')
        ? normalize(join(dirname(file), target))
        : undefined;
  if (!path) return target;
  const candidates = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')];
  return candidates.find((name) => existsSync(name) && statSync(name).isFile()) ?? path;
}

/** Every import in them. */
export const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(statement)].map((match) => ({
    from,
    to: resolve(from, (match[2] ?? match[3])!),
    typeOnly: Boolean(match[1]) || /^\s*import\s+\{(?:\s*type\s[^,}]+,?)+\s*\}/.test(match[0]),
  })),
);
