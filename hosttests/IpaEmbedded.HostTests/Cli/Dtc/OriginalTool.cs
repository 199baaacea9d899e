using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>A program of Debian's device-tree-compiler, which a personality is held against.</summary>
internal static class OriginalTool
{
    /// <summary>Runs it in a folder; inconclusive where it is not installed.</summary>
    public static (int ExitCode, byte[] Out, string Error) Run(string program, string folder, string[] args, string input = "")
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, args)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            try
            {
                process.StandardInput.Write(input);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading.
            }
            using var bytes = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(bytes);
            process.WaitForExit();
            return (process.ExitCode, bytes.ToArray(), error.Result);
        }
        catch (Win32Exception)
        {
            throw new AssertInconclusiveException($"needs {program}, which Debian's {program switch { "cpp" => "cpp", "mkimage" => "u-boot-tools", _ => "device-tree-compiler" }} has");
        }
    }

    /// <summary>True if a program of that name is installed.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>A file's bytes as text in which each byte is one character; a word if there is no file.</summary>
    public static string TextOf(string path) => File.Exists(path) ? Encoding.Latin1.GetString(File.ReadAllBytes(path)) : "(no file)";
}
