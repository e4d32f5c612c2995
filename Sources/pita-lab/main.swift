import PitaLab

// All of the lab is the library's, so that tests can use it too.
LabCommand.main()
