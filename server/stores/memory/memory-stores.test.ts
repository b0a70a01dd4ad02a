import { deployStateContract } from '#server/ports/deploy-states.contract.ts'
import { auditLogContract } from '#server/ports/audit.contract.ts'
import { credentialStoreContract } from '#server/ports/credentials.contract.ts'
import { documentStoreContract } from '#server/ports/documents.contract.ts'
import { proposalStoreContract } from '#server/ports/proposals.contract.ts'
import { logStoreContract } from '#server/ports/logs.contract.ts'
import { repositoriesContract } from '#server/ports/repositories.contract.ts'
import { runIndexContract } from '#server/ports/run-index.contract.ts'
import { runStoreContract } from '#server/ports/runs.contract.ts'
import { smallStoresContract } from '#server/ports/small-stores.contract.ts'
import { triggerStoreContract } from '#server/ports/triggers.contract.ts'
import { webhookStoreContract } from '#server/ports/webhooks.contract.ts'
import { createMemoryDeployStates } from './memory-deploy-states.ts'
import { createMemoryAudit } from './memory-audit.ts'
import { createMemoryCredentials } from './memory-credentials.ts'
import { createMemoryDocuments } from './memory-documents.ts'
import { createMemoryDrafts } from './memory-drafts.ts'
import { systemClock } from '#server/ports/system-clock.ts'
import { createMemoryLogs } from './memory-logs.ts'
import { createMemoryProposals } from './memory-proposals.ts'
import { createMemoryProjects } from './memory-projects.ts'
import { createMemoryRepositories } from './memory-repositories.ts'
import { createMemoryRunIndex } from './memory-run-index.ts'
import { createMemoryRuns } from './memory-runs.ts'
import { createMemorySecrets } from './memory-secrets.ts'
import { createMemorySnapshots } from './memory-snapshots.ts'
import { createMemoryTriggers } from './memory-triggers.ts'
import { createMemoryWebhooks } from './memory-webhooks.ts'

documentStoreContract('memory', createMemoryDocuments)
deployStateContract('memory', createMemoryDeployStates)
auditLogContract('memory', createMemoryAudit)
credentialStoreContract('memory', createMemoryCredentials)
repositoriesContract('memory', createMemoryRepositories)
proposalStoreContract('memory', createMemoryProposals)
triggerStoreContract('memory', createMemoryTriggers)
webhookStoreContract('memory', createMemoryWebhooks)
runStoreContract('memory', createMemoryRuns)
runIndexContract('memory', () => {
  const runs = createMemoryRuns()
  return { runs, index: createMemoryRunIndex(runs) }
})
smallStoresContract('memory', () => ({
  drafts: createMemoryDrafts(),
  projects: createMemoryProjects(),
  secrets: createMemorySecrets(),
  snapshots: createMemorySnapshots(),
}))
logStoreContract('memory', async () => {
  const logs = createMemoryLogs(systemClock)
  return { logs, append: async (key, text) => logs.append(key, new TextEncoder().encode(text)) }
})
