package main

import "strings"

// alternatives says what somebody may have meant who wrote a name that does not exist: the nearest one, else the first of all.
func alternatives(name string, known []string) string {
	if len(known) == 0 {
		return ""
	}
	if near := nearest(name, known); near != "" {
		return "; did you mean " + near + "?"
	}
	shown := known[:min(len(known), 12)]
	more := ""
	if len(shown) < len(known) {
		more = ", ..."
	}
	return "; there are " + strings.Join(shown, ", ") + more
}

// nearest is the known name that differs in at most a third of its letters.
func nearest(name string, known []string) string {
	best, least := "", max(1, len(name)/3)+1
	for _, candidate := range known {
		if d := distance(strings.ToLower(name), strings.ToLower(candidate)); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance counts letters that are changed, left out, added, or swapped with their neighbour.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			same := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				same++
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, same)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
