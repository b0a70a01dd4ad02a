import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { builtKernelDirectory, createKernelPool } from '#compiler/host/kernel-pool.ts'
import { rememberDescriptions } from '#compiler/host/remember-descriptions.ts'
import type { Grants } from '#domain/access/grants.ts'
import { say } from '#domain/sentence.ts'
import type { Config } from '#contract/config.ts'
import { createLocalEngine } from '#server/engines/local/local-engine.ts'
import type { Ids } from '#server/ports/ids.ts'
import { systemClock } from '#server/ports/system-clock.ts'
import type { Installation, Ports } from '#server/ports.ts'
import { createMemoryBus } from '#server/stores/memory/memory-bus.ts'
import { layoutOf } from '#server/supervisor/layout.ts'
import { createGitRepositories } from '../git/hosted-repositories.ts'
import { createRoomCheck } from '../has-room.ts'
import { createImageStore } from '../image-store.ts'
import { createLocalTargetClient } from '../local-target-client.ts'
import { createLogFiles } from '../log-files.ts'
import { openDatabase } from '../sqlite/database.ts'
import { createSqliteDeployStates } from '../sqlite/sqlite-deploy-states.ts'
import { createSqliteAudit } from '../sqlite/sqlite-audit.ts'
import { createSqliteCredentials } from '../sqlite/sqlite-credentials.ts'
import { createSqliteDocuments } from '../sqlite/sqlite-documents.ts'
import { createSqliteDrafts } from '../sqlite/sqlite-drafts.ts'
import { createSqliteProjects } from '../sqlite/sqlite-projects.ts'
import { createSqliteRunIndex } from '../sqlite/sqlite-run-index.ts'
import { createSqliteRuns } from '../sqlite/sqlite-runs.ts'
import { createSecretSeal } from '../sqlite/secret-seal.ts'
import { createSqliteSecrets } from '../sqlite/sqlite-secrets.ts'
import { createSqliteSnapshots } from '../sqlite/sqlite-snapshots.ts'
import { createGitModules } from '../modules/git-modules.ts'
import { createRegistryModules } from '../modules/registry-modules.ts'
import { createSqliteProposals } from '../sqlite/sqlite-proposals.ts'
import { createSqliteTriggers } from '../sqlite/sqlite-triggers.ts'
import { createSqliteWebhooks } from '../sqlite/sqlite-webhooks.ts'
import { createRegistries } from '../registries/registries.ts'
import type { SupervisorHandle } from '../supervisor-process.ts'
import { print } from './console.ts'
import { createWorkspaceFiles } from '../workspace-files.ts'
import { readBuiltinTemplates } from '../read-templates.ts'
import { secretFile } from './secret-file.ts'
import { secretKey } from './secret-key.ts'

/** The ports that this machine provides; identity comes later, since it needs the projects. */
export interface NodePorts {
  readonly ports: Omit<Ports, 'identity' | 'installation' | 'outgoing'>
  installation(identity: Config['identity'], origin: string, grants?: Grants): Installation
  /** Folder of the hosted repositories. */
  readonly repositoriesFolder: string
  close(): Promise<void>
}

// Shared by all data directories, since descriptions depend only on the adapters' sources and the kernel.
const descriptionsFolder = join(builtKernelDirectory, '..', 'descriptions')
const packageFile = new URL('../../../package.json', import.meta.url)
const packageSchema = z.object({ version: z.string() })
// A busy board sends dozens of requests when it opens; a script with 20 requests a second is a mistake.
const rate = { perMinute: 1200, burst: 600 }
// Short enough for proxies that cut idle answers, long enough that reconnecting costs nothing.
const streams = { milliseconds: 10 * 60 * 1000, logBytes: 64 * 2 ** 20 }

/** Opens this machine's implementation of every port: SQLite, files, Git, the supervisor's engine and target, the CUE kernel. */
export async function createPorts(dataDir: string, supervisor: SupervisorHandle): Promise<NodePorts> {
  const repositoriesFolder = join(dataDir, 'repositories')
  const [pool, builtin, tokenKey, sealKey, packageText, kernelDigest, templates] = await Promise.all([
    createKernelPool({ patienceMs: 2000 }),
    readModule(builtinModuleDirectory),
    secretFile(join(dataDir, 'token-key')),
    secretKey(dataDir, process.env),
    readFile(packageFile, 'utf8'),
    readFile(join(builtKernelDirectory, 'digest'), 'utf8').catch(() => ''),
    readBuiltinTemplates(),
  ])
  const { version } = packageSchema.parse(JSON.parse(packageText))
  const database = openDatabase(join(dataDir, 'platform.sqlite'))
  return {
    ports: {
      clock: systemClock,
      ids: randomIds,
      bus: createMemoryBus(),
      projects: createSqliteProjects(database),
      documents: createSqliteDocuments(database),
      drafts: createSqliteDrafts(database),
      runs: createSqliteRuns(database),
      runIndex: createSqliteRunIndex(database),
      snapshots: createSqliteSnapshots(database),
      secrets: createSqliteSecrets(database, createSecretSeal(sealKey)),
      deployStates: createSqliteDeployStates(database),
      credentials: createSqliteCredentials(database),
      audit: createSqliteAudit(database),
      webhooks: createSqliteWebhooks(database),
      proposals: createSqliteProposals(database),
      triggers: createSqliteTriggers(database),
      logs: createLogFiles(layoutOf(dataDir).logs),
      workspaces: createWorkspaceFiles(layoutOf(dataDir).workspaces),
      repositories: createGitRepositories({ root: repositoriesFolder }),
      target: createLocalTargetClient({ socket: supervisor.socket }),
      images: createImageStore({ dataDir }),
      registries: createRegistries(),
      kernel: rememberDescriptions(pool.forProject('platform'), descriptionsFolder, kernelDigest),
      templates,
      modules: [{ name: 'linewright.dev/adapters', revision: 'builtin', sources: builtin }],
      moduleRepositories: createGitModules({
        directory: join(dataDir, 'modules'),
        credentialFix: say`Give the module a credential in the catalog: a secret with a token or an SSH key`,
        note: print,
      }),
      moduleRegistry: createRegistryModules({
        directory: join(dataDir, 'modules'),
        places: process.env['CUE_REGISTRY'],
      }),
      createEngine: (options) => createLocalEngine({ supervisor: supervisor.client, clock: systemClock, ...options }),
      tokenKey,
      hasRoom: createRoomCheck(dataDir),
      report: print,
    },
    installation: (identity, origin, grants) => ({
      version,
      mode: 'server',
      identity,
      origin,
      streams,
      rate,
      ...(grants === undefined ? {} : { grants }),
    }),
    repositoriesFolder,
    async close() {
      await pool.close()
      database.close()
    },
  }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** 80 random bits in lower case: 16 characters, usable in a Kubernetes name. */
const randomIds: Ids = {
  next: () => Array.from(randomBytes(16), (byte) => alphabet.charAt(byte & 31)).join(''),
}
