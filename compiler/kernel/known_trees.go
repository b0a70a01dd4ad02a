package main

import "fmt"

// resourceTrees makes the trees that resources are read from. A use that was asked for the last time as well is not evaluated again: whoever
// types one value changes what one adapter is given, and the others stay as they are. What has problems is made anew, which tells them anew.
func (s *space) resourceTrees(uses []patternUse) ([]*node, []problem) {
	before := s.known
	s.known = map[string]*node{}
	return trees(uses, func(use patternUse, config int) (*node, []problem) {
		key := fmt.Sprint(config, encode(use))
		root, found := before[key], []problem(nil)
		if root == nil {
			root, found = s.tree(use, config, mode{merge: mergeInfrastructure})
		}
		if len(found) == 0 {
			s.known[key] = root
		}
		return root, found
	})
}
