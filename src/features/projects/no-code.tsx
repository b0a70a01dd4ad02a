import { Upload } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { documentId } from '#domain/documents.ts'
import { useOffReason } from '#parts/off-reason.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { projectMessages } from './messages.ts'
import { resourcePath } from './resource-path.ts'
import { PushSteps } from './start/push-steps.tsx'

export interface NoCodeProps {
  readonly project: string
  readonly application: string
  readonly url: string
  readonly branch: string
}

/** For a repository that was made for an application: nothing can be built before the code is in it. */
export function NoCode({ project, application, url, branch }: NoCodeProps) {
  const t = useMessages(projectMessages)
  const offReason = useOffReason(project)
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="lw-stack" role="note">
      <p>
        <strong>{t('noCode')}</strong> {t('noCodeText')}{' '}
        <Link to={resourcePath(project, documentId('application', application))}>{t('codeElsewhere')}</Link>
      </p>
      {isOpen ? (
        <PushSteps
          project={project}
          // What is here began by itself, so Git is told to join two histories; the pushed README stays.
          commands={[
            `git pull --no-rebase --no-edit -X ours --allow-unrelated-histories ${url} ${branch}`,
            `git push ${url} HEAD:${branch}`,
          ]}
          help={t('pushJoins')}
        />
      ) : (
        <div>
          <Button
            icon={<Upload size={16} aria-hidden />}
            reason={offReason('repository.push')}
            onPress={() => setOpen(true)}
          >
            {t('pushCode')}
          </Button>
        </div>
      )}
    </div>
  )
}
