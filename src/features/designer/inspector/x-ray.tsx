import { SlidersHorizontal, X } from 'lucide-react'
import { changedTexts } from '#client/change-set/editor.ts'
import { pathTo } from '#client/paths.ts'
import type { Stage } from '#domain/line/line.ts'
import { docOf, fieldOf } from '#domain/parameters/parameter-field.ts'
import { reachedArguments } from '#domain/parameters/reach.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { ChainPopover } from '#parts/values/chain-popover.tsx'
import { ReachedLines } from '#parts/values/reached-lines.tsx'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useDesigner, useView } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'

interface XRayProps {
  readonly stage: Stage
  readonly parameter: ResolvedParameter
  readonly onUnset: (() => void) | undefined
}

/** Where a stage's value comes from, with a link to all values of its Deployment. */
export function XRay({ stage, parameter, onUnset }: XRayProps) {
  const t = useMessages(designerMessages)
  const { project, line, editor } = useDesigner()
  const view = useView()
  const { name } = parameter
  const { app, name: deployment } = stage.spec.deployment
  return (
    <ChainPopover
      project={project}
      parameter={parameter}
      doc={docOf(view.world, stage.spec.pipeline, parameter, fieldOf(view.world, stage.spec.pipeline, parameter))}
      changes={editor.subject}
      world={view.world}
      reached={reachedArguments(view.world, stage.spec.pipeline, name)}
      lines={
        <ReachedLines
          project={project}
          stage={{ line, stage: stage.name }}
          parameter={name}
          documents={changedTexts(editor.store.getState())}
        />
      }
      actions={
        <>
          {onUnset === undefined ? null : (
            <Button icon={<X size={14} aria-hidden />} onPress={onUnset}>
              {t('unset')}
            </Button>
          )}
          <LinkButton
            to={pathTo(
              'parameters',
              { project },
              { changes: editor.subject, view: 'form', scope: `${app}/${deployment}`, parameter: name },
            )}
            icon={<SlidersHorizontal size={14} aria-hidden />}
          >
            {t('openParameters')}
          </LinkButton>
        </>
      }
    />
  )
}
