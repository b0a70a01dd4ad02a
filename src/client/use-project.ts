import { useParams } from 'react-router'

/** Name of the project in the address. */
export function useProjectName(): string {
  return useParams()['project'] ?? ''
}
