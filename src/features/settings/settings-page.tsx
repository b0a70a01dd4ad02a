import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { projectOptions } from '#client/queries/projects.ts'
import { secretsOptions } from '#client/queries/secrets.ts'
import { useProjectName } from '#client/use-project.ts'
import { GitAccess } from './general/git-access.tsx'
import { PreferencesCard } from './general/preferences-card.tsx'
import { SecretsCard } from './general/secrets-card.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { StorageCard } from './general/storage-card.tsx'

/** General settings: preferences, Git access, secrets. The other sections have pages of their own. */
export function SettingsPage() {
  const project = useProjectName()
  const { client } = usePlatform()
  const { data } = useQuery(projectOptions(client, project))
  const secrets = useQuery(secretsOptions(client, project))
  return (
    <SettingsFrame section="settings" note={data?.project.displayName ?? project}>
      <div className="lw-columns">
        <div className="lw-stack lw-settings-column">
          <PreferencesCard />
          <GitAccess project={project} />
        </div>
        <div className="lw-stack lw-settings-column">
          <SecretsCard project={project} />
          {/* Below a list that is not known yet it would be pushed down. */}
          {secrets.isPending ? null : <StorageCard project={project} />}
        </div>
      </div>
    </SettingsFrame>
  )
}
