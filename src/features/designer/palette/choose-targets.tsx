import { useState } from 'react'
import type { World } from '#domain/line/world.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Checkboxes } from '#ui/fields/checkboxes.tsx'
import { composeMessages } from './compose-messages.ts'
import { designerMessages } from '../messages.ts'

/** The applications and environments that an adapter is inserted for. */
export interface Targets {
  readonly applications: readonly string[]
  readonly environments: readonly string[]
}

export interface ChooseTargetsProps {
  readonly world: World
  readonly adapter: string
  /** Where its stages go: into each environment, once per application, or nowhere if it has none. */
  readonly stands: 'in-each' | 'once' | 'nowhere'
  readonly chosen: Targets
  readonly onClose: () => void
  readonly onChoose: (targets: Targets) => void
}

/** Asks which applications and environments an adapter is for, if neither lane nor neighbour tells. */
export function ChooseTargets({ world, adapter, stands, chosen, onClose, onChoose }: ChooseTargetsProps) {
  const t = useMessages({ ...designerMessages, ...composeMessages })
  const [applications, setApplications] = useState(chosen.applications)
  const [environments, setEnvironments] = useState(chosen.environments)
  const isReady = applications.length > 0 && (stands !== 'in-each' || environments.length > 0)
  return (
    <Dialog
      isOpen
      title={t('everyApplication')}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" type="submit" form="lw-targets" reason={isReady ? undefined : t('chooseSome')}>
          {t('insertMany')}
        </Button>
      }
    >
      <p className="lw-muted">
        {t(stands === 'nowhere' ? 'everyApplicationResources' : 'everyApplicationText', { adapter })}
      </p>
      <form
        id="lw-targets"
        className="lw-targets"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) onChoose({ applications, environments })
        }}
      >
        <Checkboxes
          label={t('applications')}
          choices={named(world.applications)}
          chosen={applications}
          onChange={setApplications}
          layout="column"
        />
        {stands === 'once' ? <p className="lw-muted">{t('oncePerApplication')}</p> : null}
        {stands === 'in-each' ? (
          <Checkboxes
            label={t('inEnvironments')}
            choices={named(world.environments)}
            chosen={environments}
            onChange={setEnvironments}
            layout="column"
          />
        ) : null}
      </form>
    </Dialog>
  )
}

function named(resources: readonly { readonly name: string; readonly displayName: string }[]) {
  return resources.map(({ name, displayName }) => ({ id: name, title: displayName }))
}
