/** Owns `npm run db:new -- NAME`: starts a migration and its test, and says where they are. */
import { startMigration } from "./new-migration.ts";
import { rootDir } from "./run-tool.ts";

const [name = ""] = process.argv.slice(2);
const started = startMigration(rootDir, name);
if (started.ok) {
  process.stdout.write(
    `${started.value.migrationPath}\n${started.value.testPath} (fails until it is written)\n`,
  );
} else {
  process.stderr.write(`${started.error}\nusage: npm run db:new -- NAME\n`);
  process.exitCode = 1;
}
