import type { World } from '#domain/line/world.ts'
import type { MustDiffer } from '#domain/parameters/copy-environment.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { useValues } from '../values-context.ts'
import { answerKey, applicationOf, type EnvironmentCopying } from './use-environment-copy.ts'
import './setup-fields.css'

const mostProposed = 6

/** What a copy of an environment asks for: its applications, and the values that must differ. */
export function CopyFields({ copying }: { readonly copying: EnvironmentCopying }) {
  const { world } = useValues()
  return (
    <>
      <ApplicationChoice all={world.applications} chosen={copying.applications} onChange={copying.setApplications} />
      <MustDifferList copying={copying} />
    </>
  )
}

interface ApplicationChoiceProps {
  readonly all: World['applications']
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[]) => void
}

/** The applications whose Deployments are copied. */
function ApplicationChoice({ all, chosen, onChange }: ApplicationChoiceProps) {
  const t = useMessages(parametersMessages)
  if (all.length === 0) return null
  return (
    <fieldset className="lw-values-fieldset">
      <legend>{t('withApplications')}</legend>
      <div className="lw-values-pairs">
        {all.map(({ name, displayName }) => (
          <Checkbox
            key={name}
            isSelected={chosen.includes(name)}
            onChange={(isOn) => onChange(isOn ? [...chosen, name] : chosen.filter((other) => other !== name))}
          >
            {displayName}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

/** A question with the places that its answer is for. */
type Question = readonly [string, readonly MustDiffer[]]

function MustDifferList({ copying }: { readonly copying: EnvironmentCopying }) {
  const t = useMessages(parametersMessages)
  const questions = [...Map.groupBy(copying.differ, answerKey)]
  const isProposed = ([, [entry]]: Question): boolean => entry?.reason === 'names-environment'
  const proposed = questions.filter(isProposed)
  // Many proposed answers are folded away, so that the open questions stand out.
  const isFolded = proposed.length > mostProposed
  return (
    <fieldset className="lw-values-fieldset">
      <legend>{t('mustDiffer', { count: questions.length })}</legend>
      {questions.length === 0 ? <p className="lw-muted">{t('nothingDiffers')}</p> : null}
      <AnswerFields questions={isFolded ? questions.filter((one) => !isProposed(one)) : questions} copying={copying} />
      {isFolded ? (
        <details>
          <summary>{t('renamedValues', { count: proposed.length })}</summary>
          <AnswerFields questions={proposed} copying={copying} />
        </details>
      ) : null}
    </fieldset>
  )
}

interface AnswerFieldsProps {
  readonly questions: readonly Question[]
  readonly copying: EnvironmentCopying
}

function AnswerFields({ questions, copying }: AnswerFieldsProps) {
  const t = useMessages(parametersMessages)
  const reasons = {
    'names-environment': t('differsNames'),
    address: t('differsAddress'),
    target: t('differsTarget'),
    secret: t('differsSecret'),
  } as const
  return (
    <div className="lw-values-pairs">
      {questions.map(([key, [entry, ...others]]) => {
        if (entry === undefined) return null
        const { scope, name, value, reason } = entry
        const service = copying.serviceOf(entry)
        const why = service === undefined ? reasons[reason] : t('differsService', { service })
        // The new environment's name would be the same everywhere, and is empty at first.
        const place =
          scope === 'targets'
            ? t('targets')
            : scope.kind === 'deployment'
              ? [entry, ...others].flatMap(applicationOf).join(', ')
              : scopeWords(t, scope)
        return (
          <TextField
            key={key}
            label={t('valueIn', { name: scope === 'targets' ? (name.split('.')[1] ?? name) : name, place })}
            help={`${t('wasValue', { value })} ${why}`}
            value={copying.answerOf(entry)}
            onChange={(next) => copying.setAnswer(entry, next)}
            mono
          />
        )
      })}
    </div>
  )
}
