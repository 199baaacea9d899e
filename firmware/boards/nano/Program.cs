using System;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Entry point. The last line tells the outcome, since the interpreter's exit code does not.</summary>
    public static class Program
    {
        public static void Main()
        {
            try
            {
                new Board().Run();
                Console.WriteLine("DONE ok");
            }
            catch (Exception e)
            {
                // Debug.WriteLine would vanish in a release build, and an unhandled exception can vanish altogether.
                Console.WriteLine("FATAL " + e.Message);
            }
        }
    }
}
