using System.Globalization;
using System.Text;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>The solution of the projects for nanoFramework: of their own, since a restore puts packages beside the solution, where their paths point to, and since the SDK's build cannot build them.</summary>
public static class NanoSolution
{
    public const string Path = NanoBoardProject.Folder + "/IpaEmbedded.Nano.sln";

    private const string Kind = "11A8DD76-328B-46DF-9F39-F559912D0360";

    public static string Text()
    {
        var text = new StringBuilder();
        text.Append("\r\nMicrosoft Visual Studio Solution File, Format Version 12.00\r\n# Visual Studio Version 17\r\nVisualStudioVersion = 17.0.31903.59\r\nMinimumVisualStudioVersion = 10.0.40219.1\r\n");
        foreach (NanoProject project in NanoProject.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"Project(\"{{{Kind}}}\") = \"{project.Room.Name}\", \"{System.IO.Path.GetRelativePath(NanoBoardProject.Folder, project.Path).Replace('/', '\\')}\", \"{{{project.Id}}}\"\r\nEndProject\r\n");
        }
        text.Append("Global\r\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\r\n\t\tDebug|Any CPU = Debug|Any CPU\r\n\t\tRelease|Any CPU = Release|Any CPU\r\n\tEndGlobalSection\r\n");
        text.Append("\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\r\n");
        foreach (NanoProject project in NanoProject.All)
        {
            foreach (string configuration in (string[])["Debug|Any CPU", "Release|Any CPU"])
            {
                foreach (string action in (string[])["ActiveCfg", "Build.0", "Deploy.0"])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\t\t{{{project.Id}}}.{configuration}.{action} = {configuration}\r\n");
                }
            }
        }
        return text.Append("\tEndGlobalSection\r\n\tGlobalSection(SolutionProperties) = preSolution\r\n\t\tHideSolutionNode = FALSE\r\n\tEndGlobalSection\r\nEndGlobal\r\n").ToString();
    }
}
