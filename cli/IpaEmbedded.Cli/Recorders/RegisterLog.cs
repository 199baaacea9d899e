using System.Globalization;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>
/// Writes a line per register access: virtual time in microseconds, context, direction, register, value and fields that
/// are not 0; a line that begins with # names the boot stage that begins, or a fault that happens. Two logs compare with any diff.
/// </summary>
public sealed class RegisterLog(TextWriter output) : BoardRecorder
{
    private string _stage = "";

    public override void OnRegister(RegisterAccess access)
    {
        if (access.Stage != _stage)
        {
            _stage = access.Stage;
            output.Write($"# {_stage}\n");
        }
        string fields = access.Register is { Register.Fields.Length: > 0 } register ? register.Describe(access.Value) : "";
        string line = string.Create(CultureInfo.InvariantCulture,
            $"{access.Microseconds,10} {ContextOf(access.Context),-9} {(access.IsWrite ? "write" : "read "),-5} {access.Block}:{access.Name} = 0x{access.Value:x8}");
        output.Write(fields.Length == 0 ? line : line + "  " + fields);
        output.Write('\n');
    }

    public override void OnFault(long microseconds, string fault) => output.Write(FormattableString.Invariant($"# fault {fault} at {microseconds} us\n"));

    /// <summary>What a context is called in recordings.</summary>
    internal static string ContextOf(EventLoopContext context) => context switch
    {
        EventLoopContext.Interrupt => "interrupt",
        EventLoopContext.Poll => "poll",
        _ => "work",
    };
}
