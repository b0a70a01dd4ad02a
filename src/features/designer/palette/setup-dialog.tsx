import { useState } from 'react'
import { z } from 'zod'
import { useBegunElsewhere } from '#client/change-set/use-begun-elsewhere.ts'
import type { Texts } from '#domain/documents.ts'
import type { Stage } from '#domain/line/line.ts'
import type { World } from '#domain/line/world.ts'
import type { Result } from '#domain/result.ts'
import { namesBegun, setupBeside } from '#domain/start/begun-setup.ts'
import { namesToSetUp, readNames } from '#domain/start/project-setup.ts'
import { useSpoken } from '#parts/use-spoken.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { composeMessages } from './compose-messages.ts'
import { designerMessages } from '../messages.ts'

export interface SetupDialogProps {
  readonly project: string
  /** The draft that the new documents join. */
  readonly subject: string
  readonly world: World
  /** Names that an imported line uses are suggested. */
  readonly stages: readonly Stage[]
  readonly onClose: () => void
  readonly onSetup: (documents: Texts) => void
}

// For a project without environments.
const suggested = 'staging, production'

/** Creates applications, environments, and the deployments that stages can be bound to. */
export function SetupDialog(props: SetupDialogProps) {
  const begun = useBegunElsewhere(props.project, props.subject)
  return begun === undefined ? null : <SetupForm {...props} begun={begun} />
}

function SetupForm({ project, begun, world, stages, onClose, onSetup }: SetupDialogProps & { readonly begun: Texts }) {
  const t = useMessages({ ...designerMessages, ...composeMessages })
  const spoken = useSpoken()
  const [beside] = useState(() => namesBegun(begun, world))
  const [named] = useState(() => {
    const wanted = namesToSetUp(stages, world)
    return {
      applications: [...new Set([...wanted.applications, ...beside.applications])],
      environments: [...new Set([...wanted.environments, ...beside.environments])],
    }
  })
  const [applications, setApplications] = useTyped('setup applications', z.string(), named.applications.join(', '))
  const usual = world.environments.length === 0 && named.environments.length === 0 ? suggested : ''
  const [environments, setEnvironments] = useTyped(
    'setup environments',
    z.string(),
    usual === '' ? named.environments.join(', ') : usual,
  )
  const [apps, envs] = [readNames(applications), readNames(environments)]
  const made = !apps.ok ? apps : !envs.ok ? envs : setupBeside(begun, project, world, apps.value, envs.value)
  const documents = made.ok ? made.value : {}
  const count = (kind: string): number => Object.keys(documents).filter((id) => id.startsWith(`${kind}/`)).length
  const isReady = made.ok && count('deployment') > 0
  const isBeside = beside.applications.length + beside.environments.length > 0
  const known = (list: readonly { readonly name: string }[]): string | undefined =>
    list.length === 0 ? undefined : t('applicationsKnown', { list: list.map(({ name }) => name).join(', ') })
  function refusal(result: Result<unknown>): string | undefined {
    if (result.ok) return undefined
    const { message, fix = '' } = spoken(result.error)
    return t('setupRefused', { reason: message, fix })
  }
  return (
    <Dialog
      isOpen
      title={t('setup')}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" type="submit" form="lw-setup" reason={isReady ? undefined : t('setupNothing')}>
          {t('setupDo')}
        </Button>
      }
    >
      <p className="lw-muted">{t('setupText')}</p>
      {isBeside ? (
        <p>{t('setupBegun', { list: [...beside.applications, ...beside.environments].join(', ') })}</p>
      ) : null}
      <form
        id="lw-setup"
        className="lw-stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) onSetup(documents)
        }}
      >
        <TextField
          label={t('applications')}
          value={applications}
          onChange={setApplications}
          placeholder="api, web, worker"
          help={known(world.applications) ?? t('applicationsHelp')}
          error={refusal(apps)}
          autoFocus
        />
        <TextField
          label={t('environments')}
          value={environments}
          onChange={setEnvironments}
          placeholder="dev, staging, production"
          help={known(world.environments)}
          isSuggested={environments === suggested}
          error={refusal(envs)}
        />
        <p className="lw-muted" role="status">
          {isReady
            ? t('setupMakes', {
                applications: count('application'),
                environments: count('environment'),
                deployments: count('deployment'),
              })
            : made.ok
              ? t('setupNothing')
              : apps.ok && envs.ok
                ? refusal(made)
                : ''}
        </p>
      </form>
    </Dialog>
  )
}
