global using TestClassAttribute = IpaEmbedded.HostTests.TimeLimits.LimitedTestClassAttribute;
