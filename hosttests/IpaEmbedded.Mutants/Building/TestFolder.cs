namespace IpaEmbedded.Mutants.Building;

/// <summary>A copy of the tests' output in which mutated assemblies stand in place of the real ones; the other files are links.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="TestAssembly">Name of the test assembly.</param>
public sealed record TestFolder(string Folder, string TestAssembly)
{
    /// <summary>Makes the copy anew.</summary>
    /// <exception cref="MutantsException">The tests are not built.</exception>
    public static TestFolder Create(string output, string folder, string testAssembly, IEnumerable<MutatedAssembly> mutated)
    {
        if (!File.Exists(Path.Combine(output, testAssembly + ".dll")))
        {
            throw new MutantsException($"the tests are not built: {output} has no {testAssembly}.dll");
        }
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, true);
        }
        Directory.CreateDirectory(folder);
        foreach (string entry in Directory.EnumerateFileSystemEntries(output))
        {
            string copy = Path.Combine(folder, Path.GetFileName(entry));
            if (Directory.Exists(entry))
            {
                Directory.CreateSymbolicLink(copy, entry);
            }
            else if (Path.GetFileName(entry).StartsWith("IpaEmbedded.", StringComparison.Ordinal) || Path.GetExtension(entry) == ".json")
            {
                // The host looks where a link leads, and takes that for the application's folder.
                File.Copy(entry, copy);
            }
            else if (Path.GetExtension(entry) is ".dll" or ".yaml" or ".pdb")
            {
                File.CreateSymbolicLink(copy, entry);
            }
        }
        foreach (MutatedAssembly assembly in mutated)
        {
            string copy = Path.Combine(folder, assembly.Name + ".dll");
            File.Delete(copy);
            File.WriteAllBytes(copy, assembly.Image);
            File.Delete(Path.ChangeExtension(copy, ".pdb"));
        }
        return new TestFolder(folder, testAssembly);
    }
}
