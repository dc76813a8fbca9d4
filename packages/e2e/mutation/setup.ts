import fc from 'fast-check';

// Which of the failing cases is the smallest matters to a person, not to a mutant.
fc.configureGlobal({ endOnFailure: true });
