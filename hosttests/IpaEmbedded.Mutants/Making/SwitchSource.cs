namespace IpaEmbedded.Mutants.Making;

/// <summary>The class that every mutated assembly carries: which mutant is on, which were reached, and how many steps were made.</summary>
public static class SwitchSource
{
    /// <summary>Name of the class, and of its fields below.</summary>
    public const string TypeName = "MutantSwitch";

    /// <summary>Name of the exception that ends what goes on for too long.</summary>
    public const string ExceptionName = "MutantStoppedException";

    /// <summary>Its source; the id 0 is no mutant's.</summary>
    public const string Text = """
        internal static class MutantSwitch
        {
            internal static int Active;
            internal static bool[] Hits;
            internal static long Steps;
            internal static long Budget;

            internal static bool Is(int number)
            {
                if (Hits != null) { Hits[number] = true; }
                return number == Active;
            }

            internal static void Step()
            {
                Steps++;
                if (Steps > Budget && Budget != 0) { throw new MutantStoppedException("too many steps"); }
            }

            internal static void Enter()
            {
                Step();
                if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack()) { Steps = System.Math.Max(Steps, Budget); throw new MutantStoppedException("too deep"); }
            }
        }

        internal sealed class MutantStoppedException : System.Exception
        {
            public MutantStoppedException(string message) : base(message) { }
        }
        """;
}
