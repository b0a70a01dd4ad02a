import { LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import { useRights } from '#client/access.ts'
import { useProjectName } from '#client/use-project.ts'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { settingsMessages } from './messages.ts'
import { SettingsFrame, type SettingsFrameProps } from './settings-frame.tsx'

type AdminsOnlyProps = Pick<SettingsFrameProps, 'section' | 'note'> & { readonly children: ReactNode }

/** A page for admins. Others are told so, without a request that would be denied and audited. */
export function AdminsOnly({ section, note, children }: AdminsOnlyProps) {
  const t = useMessages(settingsMessages)
  const project = useProjectName()
  const rights = useRights(project)
  const offReason = useOffReason(project)
  // Without the frame, since the page brings its own: links that are replaced would lose a press on them.
  if (rights.role === undefined) return <Skeleton rows={8} />
  if (rights.may('project.admin')) return children
  return (
    <SettingsFrame section={section} note={note}>
      <Card label={note}>
        <EmptyState icon={<LockKeyhole size={24} />} title={t('notShown')} text={offReason('project.admin')} />
      </Card>
    </SettingsFrame>
  )
}
